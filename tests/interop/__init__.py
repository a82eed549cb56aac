"""Programs in other languages that read and judge the dataset, and their comparison with Python."""
