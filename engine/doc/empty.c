/* placeholder: goes with the first source */ typedef int pb_doc_empty;
