"""Trains the network that finds heartbeats in Sinode, from annotated recordings to `model.onnx` and its card."""
