/* placeholder: goes with the first source */ typedef int pb_text_empty;
