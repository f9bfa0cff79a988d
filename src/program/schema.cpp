// `schema`: for maintainers, so it stands in no list of verbs. `clearance schema pack > schemas/pack.schema.json`
#include "verbs.hpp"

#include "../schema/schema.hpp"

namespace clearance::program {

exit_status print_schema(const request& r, output& out) {
  for (const std::string& of : r.files) out.write(of == "pack" ? schema::pack_schema() : schema::vocabulary_schema());
  return done;
}

}  // namespace clearance::program
