"""The yardstick, tested: that it measures what it says, and that no language falls under what is recorded."""
