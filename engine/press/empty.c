/* placeholder: goes with the first source */ typedef int pb_press_empty;
