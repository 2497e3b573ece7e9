"""What the lists of cases share: columns that are remembered, filters that are saved under a name."""
