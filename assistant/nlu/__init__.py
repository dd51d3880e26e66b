"""Rasa graph components: what `config.yml` names. Thin; the understanding itself is plain Python beside this folder."""
