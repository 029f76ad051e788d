/* placeholder: goes with the first source */ typedef int pb_page_empty;
