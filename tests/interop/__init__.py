"""The programs in other languages that read and judge the dataset, and what holds them against Python."""
