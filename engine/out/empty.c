/* placeholder: goes with the first source */ typedef int pb_out_empty;
