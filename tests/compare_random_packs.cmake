# cmake -D python= -D program= -D write_packs= -D root= -D work= -P compare_random_packs.cmake
# The program and the second reading of the contract decide random intakes by random packs.
cmake_minimum_required(VERSION 3.25)

file(REMOVE_RECURSE ${work})
file(MAKE_DIRECTORY ${work})
execute_process(COMMAND ${write_packs} ${work} 300 10 20261122 COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${python} ${root}/tests/reference/compare_packs.py ${program} ${work} --seconds 45
  RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "the program and the reference do not agree on random packs (kept in ${work})")
endif()
