"""What Rasa's engine is helped with: the conversation store, and fixes to Rasa itself."""
