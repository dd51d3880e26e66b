"""Rasa input channels: what `credentials.yml` names."""
