"""The four kinds of arrangement of this app, one record a module; importing them registers them."""
