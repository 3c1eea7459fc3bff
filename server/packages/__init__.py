"""packages: the extension packed for stores and managed devices; equal trees give equal bytes; what a server offers."""
