"""The rules of Oppvask: pure Python, no I/O, no clock, no Slack, no SQL."""
