"""What decides: pure functions over values. No disk, no network, no clock, no logging."""
