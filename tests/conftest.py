"""Settings of the whole suite."""

from hypothesis import HealthCheck, settings

# A busy machine must not make a law fail: no time limit for one example.
settings.register_profile(
    "tablewright", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("tablewright")
