"""Loading the public facts of an edition from a folder of sheets, such as data/pmif25.

Facts arrive as history: a first load may insert a thing with the status that its source reports. Later loads update
facts and never a status, a time or a place that the desks may have changed since; those move through the actions.
"""
