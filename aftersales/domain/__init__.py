"""Pure rules of the complaint path: values in, values out; time is an argument."""
