"""Value types: each checks itself when it is made and refuses nonsense with `InvalidValue`."""
