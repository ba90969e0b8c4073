"""What people see: figures, terminal tables, the HTML report."""
