"""The story, played against a running sandbox and bot over the control API."""
