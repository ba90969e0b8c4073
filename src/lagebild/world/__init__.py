"""What is known beforehand: states, their names, organisations. Declared data with sources, one lookup."""
