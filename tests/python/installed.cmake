# Installs into `work`, moves that elsewhere, and screens with what is found there.
file(REMOVE_RECURSE ${work})
execute_process(COMMAND ${CMAKE_COMMAND} --install ${built} --prefix ${work}/first
  OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
file(RENAME ${work}/first ${work}/moved)
set(ENV{PYTHONPATH} ${work}/moved/${folder})
set(ENV{PYTHONDONTWRITEBYTECODE} 1)
unset(ENV{CLEARANCE_RULES})
execute_process(WORKING_DIRECTORY ${work} COMMAND_ERROR_IS_FATAL ANY COMMAND ${interpreter} -W error -c [[
import clearance
from pathlib import Path
moved = Path.cwd() / "moved"
assert moved in Path(clearance.__file__).parents, clearance.__file__
try:
    clearance.load("no-such-pack")
except clearance.PackError as error:
    assert error.__notes__ == ["packs that come with clearance: microneedling, microneedling-cautious"], error.__notes__
decision = clearance.load("microneedling").screen({"today": "2026-11-22"})
assert decision.verdict == "incomplete", decision
]])
file(REMOVE_RECURSE ${work})
