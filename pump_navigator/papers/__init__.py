"""The papers a person takes along: what they ask, how they are put together, and what they are saved as."""
