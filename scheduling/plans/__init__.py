"""What is known about a plan of meetings before anything is done: who collides, how it compares, in which words."""
