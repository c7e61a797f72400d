package main

import (
	"context"
	"fmt"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"
	"github.com/google/cel-go/cel"
	"github.com/google/cel-go/common/types/ref"
	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
)

// engine answers the questions that it was made for, by number, with a value of its
// own. Its rule is compiled, and its input laid out in the form that is fastest for
// it, unless its name says otherwise.
type engine struct {
	name string
	eval func(i int) (any, error)
}

// The names of the engines.
const (
	celReady = "cel-go"
	celMap   = "cel-go, with a map built for each"
	exprName = "expr"
	opaName  = "OPA"
)

// engines are all that answer the questions in that form.
func engines(f *form, asked []question) ([]engine, error) {
	var all []engine
	for _, open := range []func(*form, []question) ([]engine, error){openCEL, openExpr, openOPA} {
		more, err := open(f, asked)
		if err != nil {
			return nil, fmt.Errorf("versus: %s: %w", f.name, err)
		}
		all = append(all, more...)
	}
	return all, nil
}

// openCEL has the variables ready in an activation, as CEL's own values; or builds
// a map of them each time, as a program must that gets its candidates one by one.
func openCEL(f *form, asked []question) ([]engine, error) {
	var variables []cel.EnvOption
	for name, value := range f.flat(facts{}) {
		kind := cel.DoubleType
		if _, ok := value.(bool); ok {
			kind = cel.BoolType
		}
		variables = append(variables, cel.Variable(name, kind))
	}
	env, err := cel.NewEnv(variables...)
	if err != nil {
		return nil, fmt.Errorf("cel: %w", err)
	}
	checked, issues := env.Compile(f.cel)
	if err := issues.Err(); err != nil {
		return nil, fmt.Errorf("cel: %w", err)
	}
	program, err := env.Program(checked, cel.EvalOptions(cel.OptOptimize))
	if err != nil {
		return nil, fmt.Errorf("cel: %w", err)
	}
	ready := make([]cel.Activation, len(asked))
	for i, q := range asked {
		values := f.flat(q.facts)
		for name, value := range values {
			values[name] = env.CELTypeAdapter().NativeToValue(value)
		}
		if ready[i], err = cel.NewActivation(values); err != nil {
			return nil, fmt.Errorf("cel: %w", err)
		}
	}
	return []engine{
		{celReady, func(i int) (any, error) {
			value, _, err := program.Eval(ready[i])
			return value, err
		}},
		{celMap, func(i int) (any, error) {
			value, _, err := program.Eval(f.flat(asked[i].facts))
			return value, err
		}},
	}, nil
}

// openExpr has the variables ready in a map, and one machine for all.
func openExpr(f *form, asked []question) ([]engine, error) {
	program, err := expr.Compile(f.expr, expr.Env(f.flat(facts{})))
	if err != nil {
		return nil, fmt.Errorf("expr: %w", err)
	}
	ready := make([]map[string]any, len(asked))
	for i, q := range asked {
		ready[i] = f.flat(q.facts)
	}
	var machine vm.VM
	return []engine{{exprName, func(i int) (any, error) { return machine.Run(program, ready[i]) }}}, nil
}

// openOPA has a prepared query, and the input ready as Rego's own values.
func openOPA(f *form, asked []question) ([]engine, error) {
	ctx := context.Background()
	query, err := rego.New(rego.Query("data.pilot.answer"), rego.Module("pilot.rego", f.rego)).PrepareForEval(ctx)
	if err != nil {
		return nil, fmt.Errorf("opa: %w", err)
	}
	ready := make([]ast.Value, len(asked))
	for i, q := range asked {
		if ready[i], err = ast.InterfaceToValue(f.nested(q.facts)); err != nil {
			return nil, fmt.Errorf("opa: %w", err)
		}
	}
	return []engine{{opaName, func(i int) (any, error) {
		results, err := query.Eval(ctx, rego.EvalParsedInput(ready[i]))
		if err != nil {
			return nil, err
		}
		return results[0].Expressions[0].Value, nil
	}}}, nil
}

// texts are the texts that an engine's value holds.
func texts(value any) ([]string, error) {
	switch v := value.(type) {
	case string:
		return []string{v}, nil
	case ref.Val:
		return texts(v.Value())
	case []ref.Val:
		return textsOf(v)
	case []any:
		return textsOf(v)
	}
	return nil, fmt.Errorf("versus: a %T is no answer", value)
}

func textsOf[T any](values []T) ([]string, error) {
	all := []string{}
	for _, v := range values {
		more, err := texts(v)
		if err != nil {
			return nil, err
		}
		all = append(all, more...)
	}
	return all, nil
}
