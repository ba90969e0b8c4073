"""F1 of the reading against annotated articles."""
