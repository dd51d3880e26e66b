"""The custom actions that Rasa's action server runs."""
