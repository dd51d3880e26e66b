"""The custom actions: run in the server's own process, or by Rasa's action server (docs/decisions/0008)."""
