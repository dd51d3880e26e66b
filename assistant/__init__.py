"""A question-answering assistant on Antwerp's 2016 invest seminar, in six languages, on Rasa Open Source."""
