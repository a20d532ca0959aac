// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dimensions.h"

#include "core/input_error.h"
#include "core/scenario_options.h"
#include "core/scenario_parameters.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>
#include <vector>

namespace tradeoff {

namespace {

/// Kinds that mean the same in one dimension and in more. The first of each slot is to begin with
/// where no other does; see `choiceSlots` for the slots.
struct SameKind {
    std::string_view slot;
    std::string_view line;  ///< in one dimension
    std::string_view space; ///< in more
};

constexpr SameKind sameKinds[]{{"target", "cosine", "cosine-product"},
                               {"target", "sines", "additive"},
                               {"target", "quadratic", "saddle"},
                               {"target", "bumps", "radial-bump"},
                               {"target", "linear", "linear"},
                               {"target", "expression", "expression"},
                               {"density", "truncated-gaussian", "product"},
                               {"density", "uniform", "uniform"},
                               {"segmentation", "optimal", "voronoi-centroidal"},
                               {"segmentation", "uniform", "grid"},
                               {"segmentation", "random", "voronoi-random"},
                               {"segmentation", "level-set", "level-set"},
                               {"segmentation", "learned-tree", "learned-tree"}};

std::string_view defaultKind(std::string_view slot, bool isLine)
{
    const auto* first = std::ranges::find(sameKinds, slot, &SameKind::slot);
    return isLine ? first->line : first->space;
}

std::string_view sameKind(std::string_view slot, std::string_view kind, bool toLine)
{
    for (const SameKind& same : sameKinds) {
        if (same.slot == slot && (toLine ? same.space : same.line) == kind) {
            return toLine ? same.line : same.space;
        }
    }
    return defaultKind(slot, toLine);
}

/// A typed formula in x as one in x1, or the other way round.
std::string renamed(const std::string& formula, std::string_view from, std::string_view to)
{
    const auto isWord = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
    };
    std::string text;
    for (std::size_t i = 0; i < formula.size();) {
        std::size_t end = i;
        while (end < formula.size() && isWord(formula[end])) {
            ++end;
        }
        const std::string word = formula.substr(i, std::max<std::size_t>(end - i, 1));
        text += word == from ? std::string(to) : word;
        i += word.size();
    }
    return text;
}

Choice carriedOver(const Choice& present, const Option& option)
{
    Choice choice = defaultChoice(option);
    for (auto& [name, value] : choice.values) {
        const auto found = present.values.find(name);
        if (found != present.values.end() && found->second.index() == value.index()) {
            value = found->second;
        }
    }
    return choice;
}

/// A density of x as that of every coordinate.
Choice productOf(const Choice& density, const Option& product)
{
    Choice choice = defaultChoice(product);
    choice.values["factors"] = std::vector<Choice>{density};
    return choice;
}

Choice toSpace(const ChoiceSlot& slot, const Choice& present, std::size_t dimensions)
{
    const std::vector<const Option*> options = slot.options(dimensions);
    if (slot.name == std::string_view("density") && present.kind != "uniform") {
        return productOf(present, optionOfKind(options, "product", {}));
    }
    const Option& option = optionOfKind(options, sameKind(slot.name, present.kind, false), {});
    Choice choice = carriedOver(present, option);
    if (const auto formula = choice.values.find("expression"); formula != choice.values.end()) {
        formula->second = renamed(std::get<std::string>(formula->second), "x", "x1");
    }
    return inDimensions(option, std::move(choice), dimensions);
}

Choice toLine(const ChoiceSlot& slot, const Choice& present)
{
    const std::vector<const Option*> options = slot.options(1);
    if (present.kind == "product") {
        return present.choices("factors").front();
    }
    const Option& option = optionOfKind(options, sameKind(slot.name, present.kind, true), {});
    Choice choice = carriedOver(present, option);
    if (const auto formula = choice.values.find("expression"); formula != choice.values.end()) {
        formula->second = renamed(std::get<std::string>(formula->second), "x1", "x");
    }
    if (present.kind == "gaussian" && option.kind == "truncated-gaussian") {
        choice.values["mean"] = present.numbers("mean").front();
        choice.values["sd"] = std::sqrt(present.records("covariance").front().front());
    }
    return choice;
}

/// The same kind in another number of dimensions beyond the line; one that needs the plane gives
/// way to the default one.
Choice withinSpace(const ChoiceSlot& slot, const Choice& present, std::size_t dimensions)
{
    const std::vector<const Option*> options = slot.options(dimensions);
    const auto found = std::find_if(options.begin(), options.end(), [&](const Option* option) {
        return option->kind == present.kind;
    });
    if (found == options.end()) {
        return defaultChoice(optionOfKind(options, defaultKind(slot.name, false), {}));
    }
    return inDimensions(**found, present, dimensions);
}

Choice inOtherDimensions(const ChoiceSlot& slot, const Scenario& scenario, std::size_t dimensions)
{
    const Choice& present = scenario.*slot.member;
    if (dimensions == 1) {
        return toLine(slot, present);
    }
    return scenario.dimensions() == 1 ? toSpace(slot, present, dimensions)
                                      : withinSpace(slot, present, dimensions);
}

bool isAccepted(const Scenario& scenario)
{
    try {
        validate(scenario);
        return true;
    } catch (const InputError&) {
        return false;
    }
}

} // namespace

Scenario withDimensions(const Scenario& scenario, std::size_t dimensions)
{
    if (scenario.dimensions() == dimensions) {
        return scenario;
    }
    std::vector<Interval> sides = scenario.box();
    sides.resize(dimensions, sides.back());
    Scenario edited = scenario;
    edited.data.reset();
    edited.swept = SweptParameter{};
    edited.domain = sides.front();
    edited.furtherSides.assign(sides.begin() + 1, sides.end());
    for (const ChoiceSlot& slot : choiceSlots()) {
        const std::vector<const Option*> options = slot.options(dimensions);
        const Option& fallback = optionOfKind(options, defaultKind(slot.name, dimensions == 1), {});
        edited.*slot.member = inDimensions(fallback, defaultChoice(fallback), dimensions);
    }
    for (const ChoiceSlot& slot : choiceSlots()) {
        Scenario carried = edited;
        carried.*slot.member = inOtherDimensions(slot, scenario, dimensions);
        if (isAccepted(normalized(carried))) {
            edited = std::move(carried);
        }
    }
    if (scenarioParameter(edited, scenario.swept.path)) {
        edited.swept = scenario.swept;
    }
    return normalized(std::move(edited));
}

} // namespace tradeoff
