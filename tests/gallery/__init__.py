"""gallery: pictures of every screen a person sees, made by `make gallery`, to be looked at by people."""
