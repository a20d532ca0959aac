// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>
#include <string>

namespace tradeoff {

/// Input that cannot be accepted: a file, formula, number or option.
///
/// `place` names where, as a JSON pointer into the scenario ("/density/sd"); it is empty when the
/// scenario as a whole is meant. `what()` is one line for a person, without the place: what is
/// wrong and what would be accepted.
class InputError : public std::runtime_error {
public:
    InputError(std::string place, const std::string& message)
        : std::runtime_error(message)
        , m_place(std::move(place))
    {}

    [[nodiscard]] const std::string& place() const { return m_place; }

    /// "place: message", or the message alone where there is no place.
    [[nodiscard]] std::string line() const
    {
        return m_place.empty() ? std::string(what()) : m_place + ": " + what();
    }

private:
    std::string m_place;
};

} // namespace tradeoff
