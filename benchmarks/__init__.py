"""`make bench`: this assistant beside stock Rasa, on the same data and in one run."""
