# cmake -D python= -D program= -D write_intakes= -D root= -D work= -P compare_with_reference.cmake
# The program and the second reading of the contract decide the same random intakes.
cmake_minimum_required(VERSION 3.25)

file(MAKE_DIRECTORY ${work})

function(compare pack profile count seed worst_status)
  execute_process(COMMAND ${write_intakes} ${profile} ${count} ${seed}
    OUTPUT_FILE ${work}/${profile}.ndjson COMMAND_ERROR_IS_FATAL ANY)
  # 1: some intakes were rejected; only messy ones may be.
  execute_process(COMMAND ${program} screen ${pack} - --format json
    INPUT_FILE ${work}/${profile}.ndjson OUTPUT_FILE ${work}/${profile}.decisions RESULT_VARIABLE status)
  if(NOT status MATCHES "^[0-9]+$" OR status GREATER worst_status)
    message(FATAL_ERROR "screening ${count} ${profile} intakes ends with status ${status}")
  endif()
  execute_process(COMMAND ${python} ${root}/tests/reference/compare.py ${pack}
    ${work}/${profile}.ndjson ${work}/${profile}.decisions RESULT_VARIABLE status)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "the program and the reference do not agree on ${profile} intakes (kept in ${work})")
  endif()
endfunction()

set(microneedling ${root}/rules/microneedling.yaml)
compare(${microneedling} clean 3000 20261122 0)
compare(${microneedling} messy 2000 20261123 1)

file(GLOB others ${root}/rules/*.yaml ${root}/tests/packs/*.yaml)
list(REMOVE_ITEM others ${microneedling})
foreach(pack IN LISTS others)
  compare(${pack} clean 300 20261124 0)
  compare(${pack} messy 200 20261125 1)
endforeach()
