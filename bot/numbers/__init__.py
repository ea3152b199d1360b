"""Numbers that identify a customer, hidden before anything of a text is kept."""
