#include <clearance/version.hpp>

#include "printed.hpp"

#include <doctest/doctest.h>

TEST_CASE("the engine's version is the project's") { CHECK(clearance::version == CLEARANCE_PROJECT_VERSION); }
