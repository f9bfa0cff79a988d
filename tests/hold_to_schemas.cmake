# cmake -D python= -D program= -D write_intakes= -D root= -D work= -P hold_to_schemas.cmake
# Every decision is held to schemas/decision.schema.json, every intake without an error to schemas/intake.schema.json.
cmake_minimum_required(VERSION 3.25)

file(MAKE_DIRECTORY ${work})
foreach(profile IN ITEMS clean messy)
  execute_process(COMMAND ${write_intakes} ${profile} 2000 20261124
    OUTPUT_FILE ${work}/${profile}.ndjson COMMAND_ERROR_IS_FATAL ANY)
endforeach()
execute_process(COMMAND ${python} ${root}/tests/io/schemas.py ${program} ${root} ${work} RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "not all of it is as the schemas say")
endif()
