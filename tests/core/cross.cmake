# cmake -D compiler= -D emulator= -D include= -D tests= -D doctest= -D work= -P cross.cmake
# The batch tests of the core, built for another processor from the same source; with an emulator they run as well.
cmake_minimum_required(VERSION 3.25)

file(MAKE_DIRECTORY ${work}/include)
# doctest alone: the folder that it lies in may hold headers of this machine.
file(COPY ${doctest}/doctest DESTINATION ${work}/include)
file(GLOB sources ${tests}/core/batch/*.cpp)
execute_process(COMMAND ${compiler} -std=c++20 -O2 -static -pthread -Wall -Wextra -Werror
  -I ${include} -I ${tests} -isystem ${work}/include ${sources} ${tests}/main.cpp -o ${work}/batch_tests
  RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "the batch tests do not compile with ${compiler}")
endif()
if(NOT emulator)
  message(STATUS "compiled; there is no emulator to run it")
  return()
endif()
execute_process(COMMAND ${emulator} ${work}/batch_tests RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "the batch tests fail on the other processor")
endif()
