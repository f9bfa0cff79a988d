# cmake -D built= -D source= -D work= -D compiler= -D flags= -D build_type= -D generator= -D version= -P try.cmake
# Installs what was built, then configures, builds and runs a project that has nothing but the installed copy.
cmake_minimum_required(VERSION 3.25)

function(run what)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE out ERROR_VARIABLE message)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "${what} fails:\n${out}\n${message}")
  endif()
  set(output "${out}" PARENT_SCOPE)
endfunction()

function(expect what)
  foreach(text IN LISTS ARGN)
    string(FIND "${output}" "${text}" at)
    if(at EQUAL -1)
      message(FATAL_ERROR "${what} does not print `${text}`, but\n${output}")
    endif()
  endforeach()
endfunction()

file(REMOVE_RECURSE ${work})
run("installing" ${CMAKE_COMMAND} --install ${built} --prefix ${work}/installed)
# Moved afterwards: an installed copy must not know where it was built or first installed.
file(RENAME ${work}/installed ${work}/elsewhere)
run("configuring" ${CMAKE_COMMAND} -G ${generator} -S ${source} -B ${work}/build
  -D CMAKE_PREFIX_PATH=${work}/elsewhere -D CMAKE_BUILD_TYPE=${build_type} -D CMAKE_CXX_COMPILER=${compiler}
  "-DCMAKE_CXX_FLAGS=${flags} -Wall -Wextra -Wpedantic -Werror" -D CMAKE_FIND_USE_PACKAGE_REGISTRY=OFF -D wanted_version=${version})
run("building" ${CMAKE_COMMAND} --build ${work}/build)

run("core_only" ${work}/build/core_only)
expect("core_only" "23 November: defer, earliest 2026-11-24, 1 findings" "24 November: clear, earliest 2026-11-24, 0 findings")

run("with_io" ${work}/build/with_io)
expect("with_io" [["intake":"consumer","today":"2026-11-22","verdict":"conditional"]] [["last_use_by":"2026-12-01"]])

# Nothing of the source or build folder is named in what a project reads.
file(GLOB_RECURSE configs ${work}/elsewhere/*.cmake)
if(NOT configs)
  message(FATAL_ERROR "no CMake files were installed")
endif()
foreach(config IN LISTS configs)
  file(READ ${config} text)
  foreach(folder IN ITEMS ${built} ${work}/installed)
    string(FIND "${text}" "${folder}" at)
    if(NOT at EQUAL -1)
      message(FATAL_ERROR "${config} names ${folder}")
    endif()
  endforeach()
endforeach()
