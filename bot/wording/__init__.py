"""What a customer should not hear, and what a team is told of it: advice only."""
