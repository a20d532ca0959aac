// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/scenario.h"

#include <span>
#include <string>
#include <string_view>

namespace tradeoff {

/// Reads a scenario file's text. Missing keys take their defaults; the parameters of a target,
/// density or segmentation take those of its kind.
///
/// \throws InputError for anything else than a valid scenario: broken JSON (with line and column),
///         duplicate or unknown keys, wrong types, numbers out of range, another format or a newer
///         version; the place is a JSON pointer
[[nodiscard]] Scenario readScenario(std::string_view json);

/// The scenario as the text of a file: every key present (those of data and of the swept
/// parameter where they are chosen), numbers in shortest round-trip form, ends with a line break.
/// `readScenario` gives the same scenario back, except that a sweep over a list of exactly two
/// numbers of experts comes back as the range between them.
[[nodiscard]] std::string writeScenario(const Scenario& scenario);

/// One value to replace in a scenario, as `--set path=value` gives it.
struct FieldEdit {
    std::string path;  ///< with dots, for example "density.mean" or "target.terms.0.amplitude"
    std::string value; ///< JSON, or a bare word, which is taken as a string
};

/// The scenario with some values replaced, one after the other. Setting a kind ("target.kind")
/// brings the defaults of that kind's parameters. Ranges are checked at the end alone, so that
/// values which only fit together can be given in any order.
///
/// \throws InputError naming the path's place
[[nodiscard]] Scenario withFields(const Scenario& scenario, std::span<const FieldEdit> edits);

/// The scenario with one value replaced.
[[nodiscard]] Scenario withField(const Scenario& scenario, std::string_view path,
                                 std::string_view value);

} // namespace tradeoff
