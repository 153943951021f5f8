"""Questions to the read models, for pages and the API alike: SQL in, structs out."""
