# One line a test program, sorted; the layers whose objects it links (each must be named, lowest first).
unit(base base)
unit(source base doc)
