"""How well the assistant understands: pictures, recorded figures, and what it is compared with."""
