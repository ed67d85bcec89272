"""The page of a PyPSA network of the user's own: choose, cut, see what is not served, what it costs and what binds."""
