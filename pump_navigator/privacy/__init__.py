"""What identifies a person is taken out here, before anything is classified, stored or logged."""
