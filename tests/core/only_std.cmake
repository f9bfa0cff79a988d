# cmake -D compiler= -D include= -D work= [-D also=HEADER] -P only_std.cmake
# Preprocesses every header of the core at once and every header of the standard library at once, with the compiler's own
# for vectors: each file that the former opens is the project's own or one of the latter's. `also` adds a header, to try
# the check itself.
cmake_minimum_required(VERSION 3.25)

set(standard
  algorithm any array atomic barrier bit bitset charconv chrono codecvt compare complex concepts condition_variable
  coroutine deque exception execution filesystem forward_list fstream functional future initializer_list iomanip ios
  iosfwd iostream istream iterator latch limits list locale map memory memory_resource mutex new numbers numeric
  optional ostream queue random ranges ratio regex scoped_allocator semaphore set shared_mutex source_location span
  sstream stack stdexcept stop_token streambuf string string_view syncstream system_error thread tuple type_traits
  typeindex typeinfo unordered_map unordered_set utility valarray variant vector version
  cassert cctype cerrno cfenv cfloat cinttypes climits clocale cmath csetjmp csignal cstdarg cstddef cstdint cstdio
  cstdlib cstring ctime cuchar cwchar cwctype)

file(MAKE_DIRECTORY ${work})

# Sets `result` to the files that preprocessing these lines opens.
function(opened_by result name)
  list(JOIN ARGN "\n" source)
  file(WRITE ${work}/${name}.cpp "${source}\n")
  execute_process(COMMAND ${compiler} -std=c++20 -M -I ${include} ${work}/${name}.cpp
    OUTPUT_VARIABLE rule ERROR_VARIABLE message RESULT_VARIABLE status)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "${name}.cpp does not preprocess:\n${message}")
  endif()
  string(REGEX REPLACE "^[^:]*:" "" rule "${rule}")
  string(REGEX MATCHALL "[^ \\\n]+" files "${rule}")
  list(REMOVE_ITEM files ${work}/${name}.cpp)
  set(real)
  foreach(file IN LISTS files)
    file(REAL_PATH ${file} file)
    list(APPEND real ${file})
  endforeach()
  set(${result} ${real} PARENT_SCOPE)
endfunction()

file(GLOB_RECURSE core RELATIVE ${include} ${include}/clearance/*.hpp)
list(FILTER core EXCLUDE REGEX "^clearance/io/")
list(LENGTH core count)
if(count EQUAL 0)
  message(FATAL_ERROR "no header in ${include}/clearance")
endif()

# Not every compiler has every standard header; the core's own are there.
list(TRANSFORM standard REPLACE "(.+)" "#if __has_include(<\\1>)\n#include <\\1>\n#endif")
list(APPEND standard "#ifdef __x86_64__\n#include <immintrin.h>\n#endif")  # the compiler's own, for vectors
set(own ${core} ${also})
list(TRANSFORM own REPLACE "(.+)" "#include <\\1>")
opened_by(allowed standard ${standard})
opened_by(opened core ${own})
file(REAL_PATH ${include} own)
set(core_opened 0)
set(failed FALSE)
foreach(file IN LISTS opened)
  string(FIND ${file} ${own}/clearance/ at)
  if(at EQUAL 0)
    if(file MATCHES "/clearance/io/")
      set(failed TRUE)
      message(NOTICE "the core includes a header of the loaders: ${file}")
    endif()
    math(EXPR core_opened "${core_opened} + 1")
  elseif(NOT file IN_LIST allowed)
    set(failed TRUE)
    message(NOTICE "not of the standard library: ${file}")
  endif()
endforeach()
if(core_opened LESS count)
  message(FATAL_ERROR "only ${core_opened} of ${count} headers were opened")
endif()
if(failed)
  message(FATAL_ERROR "the core needs more than the standard library")
endif()
message(STATUS "${count} headers of the core need the standard library and the compiler alone")
