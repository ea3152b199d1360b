"""A Slack on this machine, as strict as Slack. Knows nothing of the bot."""
