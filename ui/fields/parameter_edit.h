// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/choice.h"
#include "ui/fields/field_layout.h"

#include <vector>

namespace tradeoff::ui {

/// When a list whose length has changed is reported. Where other lists must keep up with its
/// length, half a list would cut them short: then it waits for Enter or for leaving the field.
enum class ListEditing { Live, LengthWhenFinished };

/// What the field of a parameter needs to know of the choice that it belongs to.
struct ParameterUse {
    ListEditing listEditing = ListEditing::Live;
    const std::vector<Interval>& box; ///< the domain's side along each coordinate
};

/// An edit inside a parameter. Candidates as ui/choice_edits.h says.
struct ParameterEdit {
    QString path;  ///< of the field that was edited, the parameter's or deeper
    QString label; ///< of that field, for people
    std::vector<ParameterValue> candidates;
};

/// An edit inside a choice.
struct ChoiceEdit {
    QString path;
    QString label;
    std::vector<Choice> candidates;
};

} // namespace tradeoff::ui
