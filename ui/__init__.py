"""What the user sees. The only package that may import Qt."""
